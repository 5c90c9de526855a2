// Bangle, on the Bangle.js 2: the panel's supply, and what the watch does with its button unless it is told not to: it swallows
// the press that wakes it, and loads its clock again while the button is held. Sensors, touch, vibration, and the timeouts'
// own switching off are not modelled.
import type { RealmObject } from '../realm.ts';
import type { Program } from '../program.ts';

/** As the interpreter sets them at every start, in milliseconds. */
const defaults = { lcdPowerTimeout: 30000, backlightTimeout: 10000, lockTimeout: 30000, btnLoadTimeout: 1500 };
/** Longer than a contact bounces. */
const bounceMs = 30;

export function installBangle(program: Program): void {
  const { realm, screen, pins, clock } = program;
  const bangle = realm.library();
  realm.define(realm.global, 'Bangle', bangle);
  const options: Record<string, unknown> = { ...defaults };
  let locked = false;
  const { getBattery } = realm.global['E'] as RealmObject;
  realm.define(bangle, 'getBattery', getBattery);
  realm.methods(bangle, {
    setLCDPower: (_self, args) => {
      screen.lit = Boolean(args[0]);
    },
    isLCDOn: () => screen.lit,
    setLocked: (_self, args) => {
      locked = Boolean(args[0]);
    },
    isLocked: () => locked,
    setOptions: (_self, args) => {
      Object.assign(options, args[0]);
    },
    getOptions: () => realm.object(options),
  });

  const isSet = (name: keyof typeof defaults): boolean => Number(options[name]) > 0;
  const wakes = (): boolean =>
    (!screen.lit && (isSet('lcdPowerTimeout') || isSet('backlightTimeout'))) || (locked && isSet('lockTimeout'));
  const button = program.description.keys.find((key) => key.pin === 'BTN1');
  const passOn = pins.onEdge;
  let swallowing = false;
  let presses = 0;
  pins.onEdge = (pin, level) => {
    const isButton = pin === button?.pin;
    const isPress = isButton && level === button.pressedLevel;
    if (isPress && !swallowing && wakes()) {
      swallowing = true;
      screen.lit = true;
      locked = false;
    }
    if (isButton && !isPress && swallowing) clock.after(bounceMs, () => (swallowing = false));
    if (isButton) presses++;
    const press = presses;
    if (isPress && isSet('btnLoadTimeout')) {
      clock.after(Number(options['btnLoadTimeout']), () => {
        if (press !== presses) return;
        program.turn(() => {
          program.afterwards({ kind: 'load', fileName: undefined });
        });
      });
    }
    if (!(isButton && swallowing)) passOn(pin, level);
  };
}
