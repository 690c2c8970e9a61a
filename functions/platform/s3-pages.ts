import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Pages } from './platform.ts';

/** Notice pages as objects `n/<name>` and `drill/<name>` of the pages bucket, which CloudFront serves. */
export function s3Pages(bucket: string): Pages {
  const client = new S3Client({});
  return {
    put: async (name, html, folder) => {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: `${folder}/${name}`,
          Body: html,
          ContentType: 'text/html; charset=utf-8',
          CacheControl: 'max-age=60',
        }),
      );
    },
  };
}
