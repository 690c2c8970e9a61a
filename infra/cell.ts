import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { District } from '../functions/calendar/district.ts';
import { loadDistrict } from '../functions/calendar/load-district.ts';

/** Who the district is known as outside of AWS; names, no secret among them. It stands beside the district file as `<name>.deployment.json`. */
export const Deployment = z.strictObject({
  /** Workload identity federation that lets the Classroom worker's role sign as the poster (S-10). */
  google: z
    .strictObject({
      provider: z
        .string()
        .regex(
          /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/,
          'the full resource name of a provider, //iam.googleapis.com/projects/…/providers/…',
        ),
      serviceAccount: z.email(),
    })
    .optional(),
  /** The Entra app that the district's service users have consented to. */
  microsoft: z.strictObject({ clientId: z.uuid() }).optional(),
  /** How the district's board contact hears of break-glass: outside the district, whose mail may be what is down (USERS E16). */
  boardContact: z
    .strictObject({
      email: z.email().optional(),
      phone: z
        .string()
        .regex(/^\+[1-9]\d{7,14}$/, 'a number such as +16125550100')
        .optional(),
    })
    .refine(({ email, phone }) => email !== undefined || phone !== undefined, 'needs an email or a phone')
    .optional(),
  /** The district's own name for notice pages: links in posts stay for years, so it should be one that does not change. */
  notices: z
    .strictObject({
      host: z.hostname(),
      /** CloudFront reads certificates in us-east-1 alone. */
      certificateArn: z
        .string()
        .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/, 'a certificate of us-east-1'),
    })
    .optional(),
});
export type Deployment = z.infer<typeof Deployment>;

/** One district's own stacks: nothing is shared between two (DESIGN 3.14). */
export type Cell = {
  readonly district: District;
  /** The district file's text, deployed beside each function's code. */
  readonly districtFile: string;
  readonly deployment: Deployment;
};

/** A district cannot be deployed as its files say; the message lists why. */
export class WrongCell extends Error {
  override readonly name = 'WrongCell';
}

/** Names on AWS carry the district's id; the longest of ours leaves this much of 64 characters. */
const longestId = 24;

/** A resource's name: `lakes-bellwether-ledger`. Explicit names let policies name who may do what before it exists. */
export function nameIn({ district }: Cell, name: string): string {
  return `${district.id}-${name}`;
}

/** The bucket of notice pages; bucket names are the world's, so it carries the account. */
export function pagesBucketName(cell: Cell, account: string): string {
  return `${nameIn(cell, 'bellwether-pages')}-${account}`;
}

/** The cells of district files; all that is wrong with any of them is said at once. */
export function loadCells(paths: readonly string[]): Cell[] {
  const cells: Cell[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    try {
      cells.push(loadCell(path));
    } catch (error) {
      problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const ids = cells.map(({ district }) => district.id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  problems.push(...[...twice].map((id) => `two district files have the id ${id}: their stacks would be the same`));
  if (paths.length === 0) problems.push('no district file is named: give -c districts=path/to/district.json');
  if (problems.length > 0) throw new WrongCell(problems.join('\n'));
  return cells;
}

function loadCell(path: string): Cell {
  // Without a byte-order mark: what is deployed is read as plain JSON.
  const districtFile = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const district = loadDistrict(districtFile);
  const beside = path.replace(/(\.district)?\.json$/, '.deployment.json');
  const parsed = Deployment.safeParse(JSON.parse(readFileSync(beside, 'utf8')));
  const flaws = parsed.success ? missing(district, parsed.data) : z.prettifyError(parsed.error).split('\n');
  if (district.id.length > longestId)
    flaws.push(`id: has more than ${longestId} characters, too many for names on AWS`);
  if (!parsed.success || flaws.length > 0) throw new WrongCell(`cannot be deployed:\n  ${flaws.join('\n  ')}`);
  return { district, districtFile, deployment: parsed.data };
}

/** What a channel of the district file needs and the deployment file does not say. */
function missing(district: District, { google, microsoft, boardContact }: Deployment): string[] {
  const { channels, breakGlass } = district;
  return [
    ...(breakGlass !== undefined && boardContact === undefined
      ? ['boardContact: is missing, and somebody of the board has to hear when break-glass is used']
      : []),
    ...insideMail(district, boardContact?.email),
    ...(channels['google-classroom'] !== undefined && google === undefined
      ? ['google: is missing, and the district posts to Google Classroom']
      : []),
    ...(channels.teams !== undefined && microsoft === undefined
      ? ['microsoft: is missing, and the district posts to Teams']
      : []),
  ];
}

/** Mail in the district's own domain ends in what may be down. */
function insideMail({ contact, website }: District, email: string | undefined): string[] {
  const domain = email?.split('@').at(-1)?.toLowerCase();
  const own = [contact?.split('@').at(-1), website && new URL(website).hostname.replace(/^www\./, '')];
  if (domain === undefined || !own.some((one) => one?.toLowerCase() === domain)) return [];
  return [`boardContact.email: is in the district's own mail (${domain}), which may be what is down`];
}
