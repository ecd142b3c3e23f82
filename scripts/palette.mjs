import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * Makes a picture of a window a third of its size: few enough colours to number them in one byte. Windows have
 * some thousand, nearly all of them shades at the edges of letters.
 * @param {Buffer} png as Chromium writes it: 8 bits each of red, green and blue, not interlaced
 * @returns {Buffer}
 */
export function withPalette(png) {
  const { width, height, pixels } = decode(png);
  const { palette, numbers } = choose(pixels);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = numbers.get(pixels[y * width + x]) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flatMap(channels)))];
  chunks.push(chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0)));
  return Buffer.concat([png.subarray(0, 8), ...chunks]);
}

/** @param {Buffer} png */
function decode(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const depth = png[25] === 6 ? 4 : 3;
  const data = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(data));
  const line = width * depth;
  const bytes = new Uint8Array(height * line);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x++) {
      const left = x >= depth ? (bytes[y * line + x - depth] ?? 0) : 0;
      const up = y > 0 ? (bytes[(y - 1) * line + x] ?? 0) : 0;
      const corner = x >= depth && y > 0 ? (bytes[(y - 1) * line + x - depth] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      bytes[y * line + x] = (raw[y * (line + 1) + 1 + x] ?? 0) + guess;
    }
    for (let x = 0; x < width; x++) {
      const [red = 0, green = 0, blue = 0] = bytes.subarray(y * line + x * depth);
      pixels[y * width + x] = (red << 16) | (green << 8) | blue;
    }
  }
  return { width, height, pixels };
}

/**
 * @param {number} left
 * @param {number} up
 * @param {number} corner
 */
function paeth(left, up, corner) {
  const [toLeft, toUp, toCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** @param {number} colour */
const channels = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

/**
 * Takes 256 colours, each time the one that those taken so far stand for worst: small coloured signs on a large
 * grey page must keep their colour, so being far away weighs more than being frequent.
 * @param {Uint32Array} pixels
 */
function choose(pixels) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const open = [...counts].map(([colour, count]) => ({
    colour,
    weight: Math.log2(1 + count),
    far: Infinity,
    at: 0,
  }));
  /** @type {number[]} */
  const palette = [];
  while (palette.length < 256) {
    const worst = open.reduce((one, other) =>
      other.far * other.weight > one.far * one.weight ? other : one,
    );
    if (worst.far === 0) break;
    const taken = channels(worst.colour);
    for (const it of open) {
      const far = channels(it.colour).reduce((sum, part, at) => sum + (part - (taken[at] ?? 0)) ** 2, 0);
      if (far < it.far) Object.assign(it, { far, at: palette.length });
    }
    palette.push(worst.colour);
  }
  return { palette, numbers: new Map(open.map(({ colour, at }) => [colour, at])) };
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
