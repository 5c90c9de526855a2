// The LCD of a Pixl.js: 128x64, one bit, built into the interpreter as `g`. Switched off it takes about 20 microamperes
// less than dark (espruino.com/Pixl.js: 150 to 200 microamperes when on).

export const graphics: Graphics = g;

export const setPower = (on: boolean): void => Pixl.setLCDPower(on);
