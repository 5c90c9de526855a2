// What the Linux build of Espruino lacks of a board, first part: it runs from .bootPowerOn, before the firmware's .boot0, in one
// function with the board's own part and end.js. What the device shows goes into the file `frame`, a mark per frame into
// `frames`, the panel's supply into `power`. What costs more is done only where its file waits: `texts`, `memory`,
// `sound`, `edges`.
var fs = require('fs');
var storageBytes = process.env.STORAGE;
// Not by reading it: the notes of an hour have no room in a board's memory.
var there = function (name) {
  return fs.statSync(name) !== undefined;
};
var noted = there('texts');
// Variables in use, without what could be collected.
var noteMemory = function (at) {
  fs.appendFileSync('memory', at + ' ' + process.memory().usage + '\n');
};
if (!there('memory')) noteMemory = undefined;
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
