import { parentPort } from 'node:worker_threads';
import { asHoldfastError } from '#shared/errors.ts';
import { destinationTasks } from './destination-tasks.ts';
import type { DestinationAnswer, DestinationCall } from './destination-thread.ts';

/** Does what is asked, one after the other, and tells when it begins: a hanging volume hangs this thread alone. */
parentPort?.on('message', (call: DestinationCall | 'close') => {
  if (call === 'close') {
    parentPort?.close();
    return;
  }
  send({ type: 'begun' });
  send(perform(call));
});

function perform({ task, input }: DestinationCall): DestinationAnswer {
  try {
    return { type: 'done', value: Reflect.apply(destinationTasks[task], undefined, [input]) };
  } catch (thrown) {
    const { code, details } = asHoldfastError(thrown);
    return { type: 'failed', code, details };
  }
}

const send = (answer: DestinationAnswer): void => parentPort?.postMessage(answer);
