// The compile-time constants of one product on one board, in the form that esbuild's `define` takes: JavaScript
// source per name. Their types and meanings: firmware/espruino/constants.d.ts. Scalars only: a literal of objects
// would cost interpreter variables at every start.
import type { BoardDescription, HashSource } from '../../hardware/board.ts';
import { bigFont, largeFont } from '../core/machine.ts';
import { hasLargeFont } from './fonts.ts';

/** The name of the bundle's parameter that carries the firmware hash; free in the source, so the minifier keeps it. */
export const hashParameter = 'h';

/** The keys that each product watches. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  'code-display': ['main'],
  'code-reader': ['speak', 'next', 'up', 'down'],
};

/**
 * The constants of one product on one board.
 * @param version of package.json
 * @throws Error when the board lacks one of the product's keys, or a pin or port has a name that is not an identifier
 */
export function buildConstants(product: string, board: BoardDescription, version: string): Record<string, string> {
  return {
    __PRODUCT__: JSON.stringify(product),
    __BOARD__: JSON.stringify(board.name),
    __VERSION__: JSON.stringify(version),
    __FIRMWARE_HASH__: hashParameter,
    ...hashConstants('SHA1', board.hashes.sha1),
    ...hashConstants('SHA256', board.hashes.sha256),
    ...hashConstants('SHA512', board.hashes.sha512),
    __BLUETOOTH__: String(board.bluetooth),
    __SERIAL__: identifier(board, board.serial.device),
    __SERIAL_DEVICE__: JSON.stringify(board.serial.device),
    __BAUD__: String(board.serial.baud),
    __RECEIVE_PIN__: board.serial.pins ? identifier(board, board.serial.pins.receive) : 'undefined',
    __TRANSMIT_PIN__: board.serial.pins ? identifier(board, board.serial.pins.transmit) : 'undefined',
    __OPENS_FOR_CABLE__: String(board.serial.opensForCable === true),
    __CONSOLE_REFUGE__:
      board.serial.consoleRefuge === undefined ? 'null' : identifier(board, board.serial.consoleRefuge),
    ...keyConstants(board, keysOf[product] ?? []),
    ...soundConstants(board),
    __SCREEN_WIDTH__: String(board.display.width),
    __SCREEN_HEIGHT__: String(board.display.height),
    // All bits of whatever depth, or none: what Graphics makes of -1 and 0. A buffer of our own has ink 1 on 0.
    __INK__: board.display.background === 0 || board.display.unbuffered ? '-1' : '0',
    __PAPER__: board.display.background === 0 || board.display.unbuffered ? '0' : '-1',
    __LARGE_FONT__: String(hasLargeFont(board.display) ? largeFont : bigFont),
    ...busConstants(board),
    __SHOWS_AT_ONCE__: String(board.display.unbuffered !== undefined),
    ...(board.display.unbuffered && { __BACKLIGHT_PIN__: identifier(board, board.display.unbuffered.backlightPin) }),
    __STORAGE_ADDRESS__: String(board.storage.address),
    __STORAGE_PAGE_BYTES__: String(board.storage.pageBytes),
    __STORAGE_IN_PLACE__: String(board.storage.inPlace),
    __CLOCK_BOUND_PPM__: String(board.oscillator.boundPpm),
    __BATTERY_GAUGE__: String(board.battery.gauge),
    __BATTERY_EMPTY_MILLIVOLTS__: String(board.battery.emptyMillivolts),
    __BATTERY_FULL_MILLIVOLTS__: String(board.battery.fullMillivolts),
  };
}

function hashConstants(name: string, source: HashSource): Record<string, string> {
  return { [`__NATIVE_${name}__`]: String(source === 'native'), [`__OWN_${name}__`]: String(source === 'own') };
}

function keyConstants(board: BoardDescription, names: readonly string[]): Record<string, string> {
  const constants: Record<string, string> = {};
  for (const name of names) {
    const key = board.keys.find((candidate) => candidate.name === name);
    if (!key) {
      throw new Error(`hardware/boards/${board.name}.ts: keys has no key named ${name}; the firmware needs one.`);
    }
    constants[`__${name.toUpperCase()}_PIN__`] = identifier(board, key.pin);
    constants[`__${name.toUpperCase()}_PRESSED_LEVEL__`] = String(key.pressedLevel);
  }
  return constants;
}

/** Only a product that speaks may name these. */
function soundConstants(board: BoardDescription): Record<string, string> {
  const { audio } = board;
  if (!audio) return {};
  return {
    __SOUND_PIN__: identifier(board, audio.pin),
    __HEADSET_PIN__: identifier(board, audio.headset.pin),
    __HEADSET_PLUGGED_LEVEL__: String(audio.headset.pluggedLevel),
  };
}

/** Only a display driver that needs a bus may name these. */
function busConstants(board: BoardDescription): Record<string, string> {
  const { bus } = board.display;
  if (!bus) return {};
  return {
    __DISPLAY_BUS__: identifier(board, bus.device),
    __DISPLAY_CLOCK_PIN__: identifier(board, bus.clockPin),
    __DISPLAY_DATA_PIN__: identifier(board, bus.dataPin),
    __DISPLAY_BITS_PER_SECOND__: String(bus.bitsPerSecond),
    __DISPLAY_ADDRESS__: String(bus.address),
  };
}

function identifier(board: BoardDescription, name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  throw new Error(
    `hardware/boards/${board.name}.ts: "${name}" is not the name of an Espruino pin or port, such as BTN1.`,
  );
}
