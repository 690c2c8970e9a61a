import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Clocks } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { PageFolder } from '../names.ts';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';

/** Secrets by name: Secrets Manager on AWS, a file of mode 0600 in the sandbox. */
export type Secrets = {
  /** Throws when there is none of that name. `fresh` sees what another process has just put. */
  get(name: string, options?: { readonly fresh: boolean }): Promise<string>;
  /** Replaces the value; kept before it resolves. */
  put(name: string, value: string): Promise<void>;
};

/** Signs the claims of a Google JWT-bearer assertion: keyless on AWS, a made-up key in the sandbox (S-10). */
export type SignAssertion = (claims: Readonly<Record<string, string | number>>) => Promise<string>;

/** Signs hashes of ledger entries and checks signatures. */
export type HashSigner = {
  sign(hash: string): Promise<{ keyId: string; value: string }>;
  verify(hash: string, signature: { keyId: string; value: string }): Promise<boolean>;
};

/** Writes static pages by name, `<folder>/<name>`. */
export type Pages = { put(name: string, html: string, folder: PageFolder): Promise<void> };

/**
 * What a composition stands on. On Lambda the optional members are absent and each composition builds the AWS driver it needs, so that
 * a bundle holds only its own clients; the sandbox puts its own far ends there.
 */
export type Platform = {
  readonly settings: Settings;
  readonly clocks: Clocks;
  readonly ids: Ids;
  readonly secrets?: Secrets;
  readonly signAssertion?: SignAssertion;
  readonly signer?: HashSigner;
  readonly pages?: Pages;
  readonly log?: Log;
  /** How AWS clients send; absent: as they do by themselves. */
  readonly requestHandler?: DynamoDBClientConfig['requestHandler'];
};
