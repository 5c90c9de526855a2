// The peer: what one code costs in BangleApps' authentiwatch, whose app.js is run as it is from a checkout given by path. Its
// own `hotp` is called with the same credential as ours. Nothing of it is kept here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify } from '../conformance/real-console.ts';
import { instructionsOfCall } from './callgrind.ts';

// RFC 6238, Appendix B.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
/** What the watch has and the Linux build lacks. */
const watch =
  'Bangle={on(){},loadWidgets(){},drawWidgets(){},appRect:{x:0,y:24,w:176,h:152,x2:175,y2:175}};' +
  'g=Graphics.createCallback(176,176,8,function(){});g.theme={fg:1,bg:0,fgH:1,bgH:0}';

/**
 * Instructions of one `hotp` call: SHA-1, six digits, thirty seconds.
 * @param checkout folder of BangleApps
 * @throws when there is no such app, or its code is wrong
 */
export async function authentiwatchInstructions(binary: string, checkout: string): Promise<number> {
  const file = join(checkout, 'apps', 'authentiwatch', 'app.js');
  if (!existsSync(file)) throw new Error(`${file} is missing; --authentiwatch wants a checkout of espruino/BangleApps`);
  const interpreter = await identify(binary);
  const token = `{algorithm:"SHA1",digits:6,period:30,issuer:"",account:"",secret:"${secret}",label:"peer"}`;
  const { instructions, result } = instructionsOfCall(
    { binary, ...interpreter },
    {
      before: `${watch};eval(require("Storage").read("app"));credential=${token};counted=()=>hotp(credential).hotp`,
      call: 'counted()',
      files: { app: readFileSync(file, 'latin1') },
    },
  );
  if (!/^\d{3} \d{3}$/.test(result)) throw new Error(`authentiwatch gave "${result}", which is no code of six digits`);
  return instructions;
}
