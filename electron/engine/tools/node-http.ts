/**
 * Node's `http`, without what an import of it brings: that asks for every export at once, and so loads Node's WebSocket client,
 * which takes 60 ms of each command and 10 MB of each process (Node 24).
 */
export const http = process.getBuiltinModule('node:http');
