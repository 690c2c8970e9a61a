/**
 * AWS on-demand prices of us-east-2 in dollars, without free tiers. DynamoDB: as published after November 2024; the others from memory of the
 * price lists of 2025, not looked up. Check them before a contract rests on them.
 */
export const prices = {
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  queueRequest: 0.4 / 1e6,
  lambdaRequest: 0.2 / 1e6,
  /** arm64. */
  lambdaGbSecond: 0.0000133334,
  /** Signatures by an asymmetric key, and looks at one. */
  keyRequest: 0.15 / 1e4,
  topicMessage: 0.5 / 1e6,
  pagePut: 0.005 / 1e3,
} as const;
