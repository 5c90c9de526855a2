// The four keys of a code reader and the headset's socket over Espruino: every edge with its moment, free of bounce. What a press means is
// the application's to say.

/** Contact bounce of a tactile switch is over after this long. Not longer: speech must be silent 100 ms after the press. */
const debounceMs = 5;
/** A plug rattles in its socket. Not longer: when it is pulled, what was meant for the headset must not go on aloud. */
const plugDebounceMs = 30;

/** Calls back at every edge of the four keys: `speak`, `next`, `up`, `down`. */
export const watchKeys = (onKey: (key: string, down: boolean, atSeconds: number) => void): void => {
  const watch = (key: string, pin: Pin, isHigh: boolean): void => {
    pinMode(pin, isHigh ? 'input_pulldown' : 'input_pullup');
    setWatch((edge) => onKey(key, edge.state === isHigh, edge.time), pin, {
      repeat: true,
      edge: 'both',
      debounce: debounceMs,
    });
  };
  watch('speak', __SPEAK_PIN__, __SPEAK_PRESSED_LEVEL__ === 1);
  watch('next', __NEXT_PIN__, __NEXT_PRESSED_LEVEL__ === 1);
  watch('up', __UP_PIN__, __UP_PRESSED_LEVEL__ === 1);
  watch('down', __DOWN_PIN__, __DOWN_PRESSED_LEVEL__ === 1);
};

/** Calls back whenever a headset is plugged in or pulled out. Returns whether one is in now. */
export const watchHeadset = (onChange: (plugged: boolean, atSeconds: number) => void): boolean => {
  pinMode(__HEADSET_PIN__, 'input_pullup');
  setWatch((edge) => onChange(edge.state === (__HEADSET_PLUGGED_LEVEL__ === 1), edge.time), __HEADSET_PIN__, {
    repeat: true,
    edge: 'both',
    debounce: plugDebounceMs,
  });
  return __HEADSET_PIN__.read() === (__HEADSET_PLUGGED_LEVEL__ === 1);
};
