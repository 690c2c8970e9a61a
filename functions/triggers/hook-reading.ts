/** What one vendor's event says of one incident. Its words are internal. */
export type HookReport = {
  /** The vendor's own id of the incident. */
  readonly vendorId: string;
  readonly status: 'open' | 'resolved';
  /** One line. */
  readonly summary: string;
  /** What the district file's mapping is held against; a label may have several names, such as id and title. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** When it happened, by the vendor's word. */
  readonly observedAt?: string;
};

/** What a proven webhook says. Whatever is not understood is `ignored`, with the reason in our own words. */
export type HookReading =
  | {
      readonly kind: 'reports';
      readonly reports: readonly HookReport[];
      /** The vendor's id of the event, where the proof covers one: the same again is a replay (S-21). */
      readonly eventId?: string;
      /** How many more incidents it named than are read of one event. */
      readonly unread?: number;
    }
  /** A status page says that it changed, and proves nothing: the page itself is asked. */
  | { readonly kind: 'look-again'; readonly labels: HookReport['labels'] }
  /** A listed topic asks whether it may send. */
  | { readonly kind: 'confirm'; readonly topicArn: string; readonly token: string }
  | { readonly kind: 'ignored'; readonly why: string };
