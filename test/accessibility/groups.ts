// All rows of the report, by where they come from, and what was read of each source.
import type { Clause, Group } from './clause.ts';
import { device } from './clauses-device.ts';
import { authenticator, people } from './clauses-other.ts';
import { speech } from './clauses-speech.ts';

const read =
  'EN 301 549 V2.1.2 (ETSI, CEN, CENELEC). Clauses 5.5.2 to 8.5 were read in its wording, 5.1.3.1 only in part; the wording here is our own. This is no declaration of conformity.';

export const groups: readonly Group[] = [
  { title: 'What the code reader says', source: read, clauses: speech },
  { title: 'Type, keys, loudness and touch', source: read, clauses: device },
  {
    title: 'The token as a one-time-code device',
    source: 'NIST SP 800-63B, on devices for one-time passwords with one factor; in our words.',
    clauses: authenticator,
  },
  { title: 'Languages, understanding, guides and desk', source: 'What Klarkode asks of itself.', clauses: people },
];

export const clauses: readonly Clause[] = groups.flatMap((group) => group.clauses);
