declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** DynamoDB's API over LevelDB; `path` keeps it on disk. */
  export default function dynalite(options: { path?: string; createTableMs?: number; maxItemSizeKb?: number }): Server;
}
