import type { Stream } from '../platform/platform.ts';
import { formatAuthority } from './address.ts';
import { closed, type Answer } from './answer.ts';
import { encodeHealthRequest, HealthReader } from './grpc-health.ts';
import type { Check } from './target.ts';

/** Asks the standard gRPC health service; SERVING is open. */
export async function checkGrpc(stream: Stream, check: Extract<Check, { readonly kind: 'grpc' }>): Promise<Answer> {
  await stream.write(encodeHealthRequest(formatAuthority(check.authority), check.service));
  const reader = new HealthReader();
  for (;;) {
    const chunk = await stream.read();
    if (chunk === undefined) return closed('connection ended without an answer');
    const { reply, answer } = reader.push(chunk);
    if (answer !== undefined) return answer;
    if (reply !== undefined) await stream.write(reply);
  }
}
