import { encodeQuestion, type Question } from '../../src/resolver/dns-message.ts';

/** One record of an answer: bytes, or another name. */
export interface DnsRecord {
  readonly owner: string;
  readonly type: number;
  readonly data?: Uint8Array;
  readonly alias?: string;
}

export interface DnsReplyOptions {
  readonly code?: number;
  readonly truncated?: boolean;
  readonly answers?: readonly DnsRecord[];
}

/** The answer of a server to a question. */
export function dnsReply(question: Question, { code = 0, truncated = false, answers = [] }: DnsReplyOptions): Uint8Array {
  const bytes = [...(encodeQuestion(question) ?? [])];
  bytes.splice(2, 6, 0x81 | (truncated ? 2 : 0), 0x80 | code, 0, 1, answers.length >> 8, answers.length & 0xff);
  for (const { owner, type, data, alias } of answers) {
    const content = data ?? nameBytes(alias ?? '');
    // The name that was asked for is pointed at, as servers do.
    bytes.push(...(owner === question.name ? [0xc0, 12] : nameBytes(owner)), 0, type, 0, 1, 0, 0, 0, 60, 0, content.length, ...content);
  }
  return Uint8Array.from(bytes);
}

function nameBytes(name: string): readonly number[] {
  return [...name.split('.').flatMap((label) => [label.length, ...new TextEncoder().encode(label)]), 0];
}
