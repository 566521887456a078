/**
 * The worked example of an external helper process: what a hall writes around a maker's closed library.
 * Frames both ways: length as two bytes, high byte first, then that many bytes. The request `who` is answered with the helper's name,
 * everything else comes back as it is. It ends when its stdin ends.
 */
let held: Buffer = Buffer.alloc(0);

function answer(request: Buffer): Buffer {
  const body = request.toString('latin1') === 'who' ? Buffer.from('example-helper 1') : request;
  const head = Buffer.alloc(2);
  head.writeUInt16BE(body.length);
  return Buffer.concat([head, body]);
}

process.stdin.on('data', (chunk: Buffer) => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
    const end = 2 + held.readUInt16BE(0);
    process.stdout.write(answer(held.subarray(2, end)));
    held = held.subarray(end);
  }
});
