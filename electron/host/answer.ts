import type { ServerResponse } from 'node:http';
import { errorKinds, type HoldfastError } from '#shared/errors.ts';

/** Answers with an error in the form in which the REST interface gives all of its errors. */
export function answerError(response: ServerResponse, error: HoldfastError): void {
  const { status } = errorKinds[error.code];
  const body = { defined: true, code: error.code, status, message: error.message, data: error.details };
  answerJson(response, status, JSON.stringify(body));
}

export function answerJson(response: ServerResponse, status: number, json: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(json);
}
