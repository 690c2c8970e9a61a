import { Duration, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Cell } from '../cell.ts';

/**
 * `/n/<noticeId>.<anything>` is the page `/n/<noticeId>`, and so under `/drill/` those of drills: the same object whatever class the link was posted to, so nothing can tell who read
 * it (S-28). Everything else is not there. Runs at CloudFront, where there is no module system.
 */
export const noticePath = `function handler(event) {
  var request = event.request;
  var notice = /^(\\/(?:n|drill)\\/[a-z0-9]{10})(?:\\.[^\\/]*)?$/.exec(request.uri);
  if (notice === null) return { statusCode: 404, statusDescription: 'Not Found' };
  request.uri = notice[1];
  request.querystring = {};
  return request;
}
`;

/** A page states what it may load itself, by the hash of its own style, whichever year it is from; this is what a page cannot say. */
const contentSecurityPolicy = "frame-ancestors 'none'";

/** The static pages of notices, which outlive the API (DESIGN 3.13). */
export class NoticePages extends Construct {
  /** Origin of every link in a post, without a slash at the end. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, { cell, bucketArn }: { readonly cell: Cell; readonly bucketArn: string }) {
    super(scope, id);
    const { notices } = cell.deployment;
    const access = new S3OriginAccessControl(this, 'Access');
    const bucket = Bucket.fromBucketArn(this, 'Pages', bucketArn);
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Notice pages of ${cell.district.id}`,
      ...(notices !== undefined && {
        domainNames: [notices.host],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', notices.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        // The bucket's policy is its own stack's: this one comes later.
        origin: S3BucketOrigin.withBucketDefaults(bucket, { originAccessControlId: access.originAccessControlId }),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: this.#cachePolicy(),
        responseHeadersPolicy: this.#headers(),
        functionAssociations: [{ function: this.#edgeFunction(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      // A page may be asked for a moment before it is written.
      errorResponses: [{ httpStatus: 404, ttl: Duration.seconds(10) }],
    });
    this.publicUrl = `https://${notices?.host ?? distribution.distributionDomainName}`;
    acknowledge(distribution, notices !== undefined);
  }

  #edgeFunction(): EdgeFunction {
    return new EdgeFunction(this, 'Path', {
      code: FunctionCode.fromInline(noticePath),
      runtime: FunctionRuntime.JS_2_0,
      comment: 'One page a notice, whatever follows the dot',
    });
  }

  /** A minute: so long may a page lag behind a retraction. */
  #cachePolicy(): CachePolicy {
    const ttl = Duration.minutes(1);
    return new CachePolicy(this, 'Cache', {
      minTtl: Duration.seconds(0),
      defaultTtl: ttl,
      maxTtl: ttl,
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
  }

  /** As the sandbox's gateway sends them (S-27). */
  #headers(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
      customHeadersBehavior: { customHeaders: [{ header: 'X-Robots-Tag', value: 'noindex', override: true }] },
    });
  }
}

function acknowledge(distribution: Distribution, hasOwnName: boolean): void {
  const reasons = {
    CFR1: 'Families travel; a notice is public wherever it is read.',
    CFR2: 'Static pages of one bucket, reduced to one path by the edge function; a firewall comes with the public page and the console.',
    CFR3: 'Logs of who read which notice would be records of children (S-28).',
    ...(!hasOwnName && {
      CFR4: 'CloudFront sets the protocol of its own name; a district gives its own in the deployment file.',
    }),
  };
  Validations.of(distribution).acknowledge(
    ...Object.entries(reasons).map(([rule, reason]) => ({ id: `AwsSolutions-${rule}`, reason })),
  );
}
