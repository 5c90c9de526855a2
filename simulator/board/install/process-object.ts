// process: version, env and memory. Memory in use is not modelled beyond a constant.
import { espruinoVersion } from '../program.ts';
import type { Program } from '../program.ts';

/** What a bare interpreter has in use, measured on a 2950-variable build. */
const bareUsage = 60;

export function installProcess(program: Program): void {
  const { realm, description } = program;
  const { storage } = description;
  const process = realm.library();
  realm.define(realm.global, 'process', process);
  realm.define(process, 'version', espruinoVersion);
  realm.define(
    process,
    'env',
    realm.object({
      VERSION: espruinoVersion,
      BUILD_DATE: '',
      BUILD_TIME: '',
      GIT_COMMIT: '',
      BOARD: description.espruinoBoard,
      FLASH: storage.bytes,
      STORAGE: storage.bytes,
      SERIAL: '00000000-00000000',
      CONSOLE: description.serial.device,
      MODULES: description.hashes.sha1 === 'native' ? 'Storage,crypto' : 'Storage',
      EXPTR: 0,
    }),
  );
  realm.methods(process, {
    memory: () => {
      const usage = bareUsage;
      return realm.object({
        free: description.variables - usage,
        usage,
        total: description.variables,
        history: 0,
        gc: 0,
        gctime: 0,
        blocksize: description.variableBytes,
      });
    },
  });
}
