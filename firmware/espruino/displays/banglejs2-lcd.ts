// The memory LCD of a Bangle.js 2, built into the interpreter as `g`: black on white, with a backlight while it is on.

export const graphics: Graphics = g;

export const setPower = (on: boolean): void => Bangle.setLCDPower(on);

// What the watch would do by itself must not come between: with any of these timeouts it swallows the press that it takes for
// a wake-up, and a button held for the info screen would restart it.
Bangle.setOptions({ lcdPowerTimeout: 0, backlightTimeout: 0, lockTimeout: 0, btnLoadTimeout: 0 });
// The touch panel sleeps while the watch is locked.
Bangle.setLocked(true);
