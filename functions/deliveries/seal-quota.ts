import { digestOf } from '../core/hash.ts';
import type { QuotaRow, QuotaState } from './quota.ts';

/** The row as it is written, with the checksum of provider, kind and everything else. */
export function sealQuota(state: QuotaState): QuotaRow {
  return { ...state, checksum: checksumOf(state) };
}

/** Whether a row is as one of us wrote it, and where. It says nothing about its times: `believeQuota` does. */
export function isSealed({ checksum, ...state }: QuotaRow, provider: string, kind: string): boolean {
  return state.provider === provider && state.kind === kind && checksum === checksumOf(state);
}

function checksumOf(state: QuotaState): string {
  return digestOf(state).slice(0, 16);
}
