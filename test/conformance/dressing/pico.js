// What the Linux build of Espruino lacks of an Espruino Pico with a panel: pins, and an I2C bus with an SSD1306 on it. Of the
// chip's commands it knows what the firmware uses: on, off, and where the eight rows of bytes begin.
process.env = { BOARD: 'PICO_R1_3', VERSION: process.env.VERSION };
B8 = D8;
B9 = D9;
var row = 0;
I2C1 = {
  setup: function () {},
  writeTo: function (address, first, more) {
    if (address !== 0x3c) throw new Error('nothing answers at that address');
    if (more) {
      if (row === 0) fs.writeFileSync('rows', '');
      fs.appendFileSync('rows', E.toString(more));
      if (++row === 8) shown(fs.readFileSync('rows'));
    } else if (first === '\x00\x21\x00\x7f\x22\x00\x07') row = 0;
    else if (first === '\x00\xaf') power(true);
    else if (first.substr(0, 2) === '\x00\xae') power(false);
  },
};
var home = 0x08004000;
