import { describe, expect, it } from 'vitest';
import type { Administrator } from '../../../functions/calendar/administrator.ts';
import { reachableAdministrators } from '../../../functions/readiness/reachable-administrators.ts';
import { districtWith } from '../../support/district.ts';

const of = (contacts: Administrator['contacts'], changes: Record<string, unknown> = {}) => {
  const administrators = [{ id: 'ann', name: 'Ann Vue', contacts }];
  const district = districtWith({
    administrators,
    contact: 'notices@lakes.k12.mn.us',
    website: 'https://www.lakes.example',
    ...changes,
  });
  return reachableAdministrators(district)[0];
};
const mail = (domain: string) => ({ by: 'mail' as const, domain });

describe('an administrator’s contacts', () => {
  it.each<[string, Administrator['contacts']]>([
    ['a telephone', [{ by: 'sms' }]],
    ['a private address beside the district’s', [mail('lakes.k12.mn.us'), mail('mail.example')]],
    ['a domain that only ends alike', [mail('notlakes.example')]],
  ])('given %s, then they hear of a decision while the district is down', (_case, contacts) => {
    expect(of(contacts)).toEqual({ administratorId: 'ann', name: 'Ann Vue', ok: true });
  });

  it.each<[string, Administrator['contacts']]>([
    ['the district’s own address', [mail('lakes.k12.mn.us')]],
    ['another spelling and part of it', [mail('Staff.LAKES.k12.mn.us')]],
    ['the site’s domain', [mail('lakes.example')]],
  ])('given only %s, then it is said', (_case, contacts) => {
    expect(of(contacts)).toMatchObject({ ok: false, problem: expect.stringMatching(/own domain/) });
  });

  it('given a domain that the file calls its own, or none at all, then it is said', () => {
    expect(of([mail('lakes-staff.example')])?.ok).toBe(true);
    expect(of([mail('lakes-staff.example')], { ownDomains: ['lakes-staff.example'] })?.ok).toBe(false);
    expect(of([])).toMatchObject({ ok: false, problem: expect.stringMatching(/names no way/) });
  });
});
