// An SSD1306 OLED of 128x64 on I2C. Numbers of commands: the chip's data sheet, section 9. Switched off it takes about 10
// microamperes, lit about 10 milliamperes with a page of text.

const pageBytes = 128;
const pages = 8;

/** After the byte 0 the chip takes commands, after the byte 0x40 what is to be seen. */
const command = (bytes: string): void => __DISPLAY_BUS__.writeTo(__DISPLAY_ADDRESS__, '\x00' + bytes);

const buffer = Graphics.createArrayBuffer(__SCREEN_WIDTH__, __SCREEN_HEIGHT__, 1, { vertical_byte: true, msb: false });

buffer.flip = () => {
  // All columns and pages, from the beginning.
  command('\x21\x00\x7f\x22\x00\x07');
  for (let page = 0; page < pages; page++) {
    __DISPLAY_BUS__.writeTo(__DISPLAY_ADDRESS__, 0x40, new Uint8Array(buffer.buffer, page * pageBytes, pageBytes));
  }
};

export const graphics: Graphics = buffer;

export const setPower = (on: boolean): void => command(on ? '\xaf' : '\xae');

__DISPLAY_BUS__.setup({ scl: __DISPLAY_CLOCK_PIN__, sda: __DISPLAY_DATA_PIN__, bitrate: __DISPLAY_BITS_PER_SECOND__ });
// Off; clock, 64 rows, no offset; charge pump on; row after row; upright; contrast, precharge and level as the module's maker
// has them; what is in memory, not inverted.
command('\xae\xd5\x80\xa8\x3f\xd3\x00\x40\x8d\x14\x20\x00\xa1\xc8\xda\x12\x81\xcf\xd9\xf1\xdb\x40\xa4\xa6');
