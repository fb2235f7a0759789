import { createHmac } from 'node:crypto';

/**
 * The header `Holdfast-Signature`: `t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256, by the channel's secret, of the seconds
 * since 1970, a dot, and the body's bytes. Who receives it compares, and refuses what was signed long ago.
 */
export function signBody(body: string, secret: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
