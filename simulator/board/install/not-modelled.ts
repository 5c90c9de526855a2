// Functions that the real board has and this one does not model: there, but calling one says so.
import { BoardError } from '../outcome.ts';
import type { Program } from '../program.ts';

const names =
  'peek8 peek16 peek32 poke8 poke16 poke32 shiftOut save setBusyIndicator setSleepIndicator Uint24Array SPI I2C OneWire';
const objects = 'SPI1 I2C1';

export function installNotModelled(program: Program): void {
  const { realm } = program;
  for (const name of names.split(' ')) {
    realm.methods(realm.global, {
      [name]: () => {
        throw new BoardError('InternalError', `${name} is not modelled by the virtual board`);
      },
    });
  }
  for (const name of objects.split(' ')) {
    const object = realm.object();
    realm.define(object, '#text', name);
    realm.define(realm.global, name, object);
  }
}
