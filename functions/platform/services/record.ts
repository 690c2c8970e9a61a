import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clocks } from '../../core/clock.ts';
import type { Entry, Signature } from '../../declarations/entry.ts';
import { fold } from '../../declarations/fold.ts';
import { postingOf } from '../../declarations/live.ts';
import type { ContentStore, Ledger } from '../../declarations/ports.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { speakingKinds } from '../../declarations/entry.ts';
import type { DeclarationReading, Declarations } from '../../deliveries/ports.ts';
import type { ChannelName } from '../../names.ts';
import { contentStore } from '../../store/content.ts';
import { ledgerStore } from '../../store/ledger.ts';
import { kmsSigner } from '../kms-signer.ts';
import type { HashSigner, Platform } from '../platform.ts';

/** The record as one function uses it: entries, content rows, signatures. */
export type Record = { readonly ledger: Ledger; readonly contents: ContentStore; readonly signer: HashSigner };

/** The ledger table and its signing key. */
export function recordOf(platform: Platform, documents: DynamoDBDocumentClient): Record {
  const { ledger: table } = platform.settings.tables;
  return {
    ledger: ledgerStore(documents, table),
    contents: contentStore(documents, table),
    signer: platform.signer ?? kmsSigner(platform.settings.far.signingKeyId),
  };
}

/** The ledger as deliveries see it: every read is consistent, and the fold is made anew only when there are new entries. */
export function declarationsOf(ledger: Ledger, clocks: Clocks): Declarations {
  const folded = new Map<string, { entries: readonly Entry[]; states: ReadonlyMap<string, DeclarationState> }>();
  const stand = async (schoolYear: string) => {
    const entries = await ledger.read(schoolYear);
    const known = folded.get(schoolYear);
    if (known !== undefined && known.entries.length === entries.length) return known;
    const fresh = { entries, states: fold(entries) };
    folded.set(schoolYear, fresh);
    return fresh;
  };
  const readingOf = (entry: Entry, state: DeclarationState, channel?: ChannelName): DeclarationReading => {
    const moment = { nowMs: clocks.machine.now(), calendarNow: clocks.calendar.now() };
    const posting = isSpeaking(entry)
      ? postingOf(state, entry.version, channel === undefined ? moment : { ...moment, channel })
      : undefined;
    return { entry, state, posting };
  };
  return {
    async read(ref, channel) {
      const { entries, states } = await stand(ref.schoolYear);
      const entry = entries.find((one) => one.version === ref.version);
      const state = entry && states.get(entry.declarationId);
      return entry && state && readingOf(entry, state, channel);
    },
    async speaking(schoolYear) {
      const { entries, states } = await stand(schoolYear);
      return entries.filter(isSpeaking).flatMap((entry) => {
        const state = states.get(entry.declarationId);
        return state === undefined ? [] : [readingOf(entry, state)];
      });
    },
  };
}

/** Verdicts on signatures, kept by hash: an entry's signature is checked once per process. */
export function verifyOnce(signer: HashSigner): (hash: string, signature: Signature) => Promise<boolean> {
  const verdicts = new Map<string, Promise<boolean>>();
  return (hash, signature) => {
    const key = `${hash} ${signature.keyId} ${signature.value}`;
    const known = verdicts.get(key) ?? signer.verify(hash, signature);
    verdicts.set(key, known);
    known.catch(() => verdicts.delete(key));
    return known;
  };
}

const speaking: ReadonlySet<string> = new Set(speakingKinds);
const isSpeaking = (entry: Entry): boolean => speaking.has(entry.kind);
