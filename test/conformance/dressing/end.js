// What the Linux build of Espruino lacks of any board, last part: Storage where the board has it (`home`), notes of what is drawn and
// of the variables in use, and pins where the build has none. A module sees only what is global.
E.board = { flash: require('Flash'), home: home, end: home + storageBytes, moved: 0 };
E.board.moved = E.board.flash.getFree()[0].addr - home;
E.board.place = function (address) {
  return address >= E.board.home && address < E.board.end ? address + E.board.moved : address;
};
Modules.removeCached('Flash');
Modules.addCached('Flash', function () {
  exports.read = function (length, address) {
    return E.board.flash.read(length, E.board.place(address));
  };
  exports.write = function (data, address) {
    E.board.flash.write(data, E.board.place(address));
  };
});
var draw = Graphics.createArrayBuffer(8, 8, 1).drawString;
if (noted) {
  Graphics.prototype.drawString = function (text, x, y) {
    fs.appendFileSync('texts', JSON.stringify(text) + '\n');
    return draw.call(this, text, x, y);
  };
}
if (noteMemory) {
  Graphics.prototype.drawString = function (text, x, y) {
    noteMemory('drawing');
    return draw.call(this, text, x, y);
  };
  setInterval(function () {
    noteMemory('rest');
  }, 500);
}
if (typeof BTN1 == 'undefined') {
  // A build without pins: the level is looked up in the file that the runner keeps.
  BTN1 = D24;
  Pin.prototype.read = function () {
    return fs.readFileSync('gpio/gpio' + this.toString().substr(1) + '/value') == '1';
  };
  global.setWatch = function (changed, pin) {
    var before = pin.read();
    setInterval(function () {
      var now = pin.read();
      if (now != before) changed({ state: now, time: getTime() });
      before = now;
    }, 50);
  };
}
if (there('edges')) {
  // Who presses a key lets go only when the firmware has heard of it.
  var listen = setWatch;
  global.setWatch = function (changed, pin, options) {
    return listen(
      function (edge) {
        fs.appendFileSync('edges', '.');
        changed(edge);
      },
      pin,
      options,
    );
  };
}
