/** A webhook as it came: nothing of it is believed yet. */
export type HookRequest = {
  /** By lower-case name; a header that was sent twice stands once, joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** The part of the address that is a secret, of a vendor who can prove itself by nothing else. */
  readonly pathSecret?: string;
  /** `access_token` of the query, which the specification of CloudEvents has a receiver take. */
  readonly queryToken?: string;
};
