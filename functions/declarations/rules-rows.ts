import { digestOf } from '../core/hash.ts';
import type { NewContent } from './decision.ts';
import type { Facts } from './facts.ts';

/** District file and law pack as the content rows that an entry's `rules` name; the roster's rows were written when it was loaded. */
export function rulesRows({ district, lawPack, rules }: Pick<Facts, 'district' | 'lawPack' | 'rules'>): NewContent[] {
  // An entry that names other rules than those it was decided under would be a false record for ever.
  if (digestOf(district) !== rules.district || digestOf(lawPack) !== rules.lawPack) {
    throw new TypeError('facts.rules are not the hashes of facts.district and facts.lawPack');
  }
  return [
    { kind: 'district', value: district },
    { kind: 'law-pack', value: lawPack },
  ];
}
