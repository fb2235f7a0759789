import { describe, expect, it } from 'vitest';
import { judgeCopy } from '../../../../../electron/engine/tools/rsync/judge-copy.ts';

const judged = (exitCode: number | null, stderr: string) => () => judgeCopy({ exitCode, stderr }, '/target');
const closing = 'rsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1394)\n';

describe('how rsync ended', () => {
  it('is a full or read-only destination only by the system’s text at the end of a message', () => {
    for (const text of ['No space left on device (28)', 'Disk quota exceeded (122)', 'Disc quota exceeded (69)']) {
      const stderr = `rsync: [receiver] write failed on "/target/a": ${text}\n${closing}`;
      expect(judged(11, stderr)).toThrow(expect.objectContaining({ code: 'destination-full' }));
    }
    const readOnly = `rsync: [generator] recv_generator: mkdir "/target/a" failed: Read-only file system (30)\n${closing}`;
    expect(judged(23, readOnly)).toThrow(expect.objectContaining({ code: 'destination-read-only' }));
  });

  it('is a destination that went away where there is nothing to write into', () => {
    const stderr =
      'rsync: [Receiver] mkdir "/target/files" failed: No such file or directory (2)\nrsync error: error in file IO (code 11) at main.c(808) [Receiver=3.5.0]\n';
    expect(judged(11, stderr)).toThrow(expect.objectContaining({ code: 'destination-missing' }));
  });

  it('is never told from the names of files', () => {
    for (const name of ['photo (28).jpg', 'page (30)', '(122)', 'No space left on device (28)']) {
      const denied = `rsync: [receiver] mkstemp "/target/.${name}.a1B2c3" failed: Permission denied (13)\n`;
      const left = `cannot delete non-empty directory: ${name}\n`;
      expect(judged(23, denied + left + closing)()).toMatchObject({ partial: true });
    }
  });

  it('is data when entries could not be transferred, and an error otherwise', () => {
    expect(judged(0, '')()).toEqual({ partial: false, stderr: '' });
    expect(judged(24, 'file has vanished')()).toMatchObject({ partial: true });
    expect(judged(12, 'broken')).toThrow(expect.objectContaining({ code: 'program-failed' }));
    expect(judged(null, '')).toThrow(expect.objectContaining({ code: 'program-failed' }));
  });
});
