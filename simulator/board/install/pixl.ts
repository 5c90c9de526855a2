// Pixl, on the Pixl.js: its display's supply and contrast.
import type { RealmObject } from '../realm.ts';
import type { Program } from '../program.ts';

export function installPixl(program: Program): void {
  const { realm, screen } = program;
  const pixl = realm.library();
  realm.define(realm.global, 'Pixl', pixl);
  const { getBattery } = realm.global['E'] as RealmObject;
  realm.define(pixl, 'getBatteryPercentage', getBattery);
  realm.methods(pixl, {
    setLCDPower: (_self, args) => {
      screen.lit = Boolean(args[0]);
    },
    setContrast: () => undefined,
    lcdw: () => undefined,
    menu: () => undefined,
  });
}
