// For boards whose UART is open only while a cable is there: whether it is goes into the file `port`. The wire itself stays.
USB.setup = function () {
  fs.writeFileSync('port', '1');
};
USB.unsetup = function () {
  fs.writeFileSync('port', '0');
};
