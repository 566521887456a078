/**
 * The worked example of a photo decoder: what a hall writes around the maker's closed WLT library. The photo's 1 024 bytes come on stdin;
 * a BMP of 102 × 126 points leaves on stdout. This one cannot decode: it draws each byte as a square of grey.
 */
const WIDTH = 102;
const HEIGHT = 126;
const SQUARE = 4;
/** Of a row, rounded up to four bytes. */
const ROW_BYTES = Math.ceil((WIDTH * 3) / 4) * 4;
const HEAD_BYTES = 54;

const chunks: Buffer[] = [];
process.stdin.on('data', (chunk: Buffer) => chunks.push(chunk));
process.stdin.on('end', () => {
  const photo = Buffer.concat(chunks);
  if (photo.length !== 1024) process.exit(1);
  process.stdout.write(bmpOf(photo));
});

function bmpOf(photo: Buffer): Buffer {
  const bmp = Buffer.alloc(HEAD_BYTES + ROW_BYTES * HEIGHT);
  bmp.write('BM', 'latin1');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(HEAD_BYTES, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(WIDTH, 18);
  bmp.writeInt32LE(HEIGHT, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const grey = photo[Math.floor(y / SQUARE) * Math.ceil(WIDTH / SQUARE) + Math.floor(x / SQUARE)] ?? 0;
      bmp.fill(grey, HEAD_BYTES + y * ROW_BYTES + x * 3, HEAD_BYTES + y * ROW_BYTES + x * 3 + 3);
    }
  }
  return bmp;
}
