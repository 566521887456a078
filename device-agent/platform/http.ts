/**
 * `node:http` without undici. Imported as a module, node:http hands over every export it has, and one of them starts undici (its WebSocket):
 * 20 ms and 10 MB for something that the agent does not use. Asked for in this way, it hands over what is taken. For the same reason the
 * agent does not use the global `fetch`.
 */
export const { createServer, request } = process.getBuiltinModule('node:http');
