// What the build knows about the product and the board, as compile-time constants: esbuild puts the value in the
// constant's place and drops the branches that it makes dead. Values: firmware/build/constants.ts. Not present at run time.

/** `code-display` */
declare const __PRODUCT__: string;
/** `pixljs`: the board's name in hardware/boards. */
declare const __BOARD__: string;
/** The version in package.json. */
declare const __VERSION__: string;
/** First 8 hex digits of the SHA-256 of kk.app. Not baked in: `.boot0` hands it over as the bundle's only parameter. */
declare const __FIRMWARE_HASH__: string;

/** The board's interpreter has this hash. */
declare const __NATIVE_SHA1__: boolean;
declare const __NATIVE_SHA256__: boolean;
declare const __NATIVE_SHA512__: boolean;
/** The bundle brings this hash. Neither native nor own: the board does not offer it. */
declare const __OWN_SHA1__: boolean;
declare const __OWN_SHA256__: boolean;
declare const __OWN_SHA512__: boolean;

/** The board has a radio, to be switched off. */
declare const __BLUETOOTH__: boolean;

/** The serial port as the Espruino object itself, and its name. */
declare const __SERIAL__: Serial;
declare const __SERIAL_DEVICE__: string;
declare const __BAUD__: number;
/** A UART's pins; undefined on a USB port. */
declare const __RECEIVE_PIN__: Pin | undefined;
declare const __TRANSMIT_PIN__: Pin | undefined;
/** That UART is to be open only while a cable holds the receive pin high. */
declare const __OPENS_FOR_CABLE__: boolean;

/** Where the console goes when the application takes the port: null is nowhere. */
declare const __CONSOLE_REFUGE__: Serial | null;

/** Each key's pin as the Espruino object itself, and the level that it has while the key is down: on the product that has it. */
declare const __MAIN_PIN__: Pin;
declare const __MAIN_PRESSED_LEVEL__: 0 | 1;
declare const __SPEAK_PIN__: Pin;
declare const __SPEAK_PRESSED_LEVEL__: 0 | 1;
declare const __NEXT_PIN__: Pin;
declare const __NEXT_PRESSED_LEVEL__: 0 | 1;
declare const __UP_PIN__: Pin;
declare const __UP_PRESSED_LEVEL__: 0 | 1;
declare const __DOWN_PIN__: Pin;
declare const __DOWN_PRESSED_LEVEL__: 0 | 1;

/** The converter that feeds loudspeaker and headset, and the switch in the headset's socket: on boards with sound. */
declare const __SOUND_PIN__: Pin;
declare const __HEADSET_PIN__: Pin;
declare const __HEADSET_PLUGGED_LEVEL__: 0 | 1;

declare const __SCREEN_WIDTH__: number;
declare const __SCREEN_HEIGHT__: number;
/** Colours of what is drawn and of what is not: 0 or -1, which is all bits. */
declare const __INK__: number;
declare const __PAPER__: number;
/** The font for codes of up to six digits: core/machine's largeFont where the panel has room for it, else its bigFont. */
declare const __LARGE_FONT__: number;

/** The panel's I2C bus, on boards whose panel has one. */
declare const __DISPLAY_BUS__: I2C;
declare const __DISPLAY_CLOCK_PIN__: Pin;
declare const __DISPLAY_DATA_PIN__: Pin;
declare const __DISPLAY_BITS_PER_SECOND__: number;
declare const __DISPLAY_ADDRESS__: number;

/** The interpreter keeps no picture of the panel: what is sent there is seen. */
declare const __SHOWS_AT_ONCE__: boolean;
/** The pin of the backlight, on boards whose interpreter keeps no picture of the panel. */
declare const __BACKLIGHT_PIN__: Pin;

/** Storage in the eyes of `require("Flash")`, and whether a file that was read is the flash itself. */
declare const __STORAGE_ADDRESS__: number;
declare const __STORAGE_PAGE_BYTES__: number;
declare const __STORAGE_IN_PLACE__: boolean;

/** Worst error of the board's clock, in parts per million. */
declare const __CLOCK_BOUND_PPM__: number;

/** The interpreter can tell how full the battery is. */
declare const __BATTERY_GAUGE__: boolean;
declare const __BATTERY_EMPTY_MILLIVOLTS__: number;
declare const __BATTERY_FULL_MILLIVOLTS__: number;
