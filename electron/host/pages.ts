import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

interface PageRequest {
  /** Folder of the built renderer. */
  readonly folder: string;
  /** Path of the URL as it came, percent signs and all. */
  readonly path: string;
  /** Address of the WebSocket which the page may open, e.g. `ws://127.0.0.1:4410`; none in the desktop window. */
  readonly socketOrigin?: string;
}

/** Letters, digits and `. _ -`, no segment that begins with a dot: nothing that could leave the folder. */
const safePath = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?$/;

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * A public page or asset of the window, for the loopback host and for the desktop's own protocol alike. Paths without
 * an extension are places within the one page. The page gets a fresh nonce for its style tags, in the policy and in
 * `<meta property="csp-nonce">`, where the renderer reads it. Pages hold no data and no token.
 */
export async function servePage({ folder, path, socketOrigin }: PageRequest): Promise<Page> {
  if (!safePath.test(path)) return plain(404, 'Not found');
  const extension = extname(path);
  if (extension === '' || extension === '.html') return serveDocument(folder, socketOrigin);
  const type = mediaTypes[extension];
  const body = type === undefined ? undefined : await readIfThere(join(folder, path));
  if (type === undefined || body === undefined) return plain(404, 'Not found');
  // Names below assets/ hold a hash of their content.
  const caching = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { status: 200, headers: { ...commonHeaders, 'content-type': type, 'cache-control': caching }, body };
}

async function serveDocument(folder: string, socketOrigin: string | undefined): Promise<Page> {
  const document = await readIfThere(join(folder, 'index.html'));
  if (document === undefined) return plain(503, 'The window is not built. Run "npm run build" first.');
  const nonce = randomBytes(18).toString('base64url');
  const body = document.toString('utf8').replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);
  const headers = {
    ...commonHeaders,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': contentPolicy(nonce, socketOrigin),
  };
  return { status: 200, headers, body: bytes(body) };
}

function contentPolicy(nonce: string, socketOrigin: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${socketOrigin === undefined ? '' : ` ${socketOrigin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

const commonHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const plain = (status: number, text: string): Page => ({
  status,
  headers: { ...commonHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: bytes(text),
});

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));

async function readIfThere(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
