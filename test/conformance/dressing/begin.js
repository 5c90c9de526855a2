// What the Linux build of Espruino lacks of a board, first part: it runs from .bootPowerOn, before the firmware's .boot0, in one
// function with the board's own part and end.js. What the device shows goes into the file `frame`, a mark per frame into
// `frames`, the panel's supply into `power`. What costs more is done only where its file waits: `texts`, `memory`.
var fs = require('fs');
var storageBytes = process.env.STORAGE;
var there = function (name) {
  try {
    return fs.readFileSync(name) !== undefined;
  } catch (e) {
    return false;
  }
};
var noted = there('texts');
var shown = function (pixels) {
  fs.writeFileSync('frame', pixels);
  if (noted) fs.appendFileSync('texts', '"\\f"\n');
  fs.appendFileSync('frames', '.');
};
var power = function (on) {
  fs.writeFileSync('power', on ? '1' : '0');
};
fs.writeFileSync('frames', '');
power(true);
