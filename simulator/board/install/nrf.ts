// NRF, on boards with Bluetooth: what a program needs to switch the radio off. No radio is modelled.
import type { Program } from '../program.ts';

export function installNrf(program: Program): void {
  const { realm } = program;
  const nrf = realm.library();
  realm.define(realm.global, 'NRF', nrf);
  let awake = true;
  realm.methods(nrf, {
    sleep: () => {
      awake = false;
    },
    wake: () => {
      awake = true;
    },
    restart: () => undefined,
    disconnect: () => undefined,
    setSecurity: () => undefined,
    setAdvertising: () => undefined,
    setServices: () => undefined,
    setTxPower: () => undefined,
    getAddress: () => 'c0:00:00:00:00:00',
    getSecurityStatus: () => realm.object({ advertising: awake, connected: false }),
    getBattery: () => program.batteryMillivolts() / 1000,
  });
}
