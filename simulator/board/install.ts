// Gives a fresh world everything that this board's Espruino has.
import { installBangle } from './install/bangle.ts';
import { installConsoleFunctions } from './install/console-functions.ts';
import { installE } from './install/e-object.ts';
import { installEConsole } from './install/e-console.ts';
import { installGraphics } from './install/graphics-object.ts';
import { installI2c } from './install/i2c-object.ts';
import { installJson } from './install/json-object.ts';
import { installModules } from './install/modules.ts';
import { installNotModelled } from './install/not-modelled.ts';
import { installNrf } from './install/nrf.ts';
import { installPins } from './install/pin-functions.ts';
import { installPixl } from './install/pixl.ts';
import { installProcess } from './install/process-object.ts';
import { installSerial } from './install/serial-object.ts';
import { installTimedArrays } from './install/timed-arrays.ts';
import { installText } from './install/text-functions.ts';
import { installTimers } from './install/timer-functions.ts';
import { installWatches } from './install/watch-functions.ts';
import { installWaveform } from './install/waveform.ts';
import type { Program } from './program.ts';

export function installAll(program: Program): void {
  installNotModelled(program);
  installI2c(program);
  installJson(program);
  installTimers(program);
  installPins(program);
  installWatches(program);
  installText(program);
  installConsoleFunctions(program);
  installSerial(program);
  installE(program);
  installEConsole(program);
  installProcess(program);
  installModules(program);
  installGraphics(program);
  installWaveform(program);
  if (program.takesTime) installTimedArrays(program);
  if (program.description.bluetooth) installNrf(program);
  if (program.description.espruinoBoard === 'PIXLJS') installPixl(program);
  if (program.description.espruinoBoard === 'BANGLEJS2') installBangle(program);
}
