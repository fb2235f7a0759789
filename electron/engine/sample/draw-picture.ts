import { crc32, deflateSync } from 'node:zlib';

interface Scene {
  /** The same number draws the same picture. */
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly season: 'summer' | 'winter';
}

type Colour = readonly [red: number, green: number, blue: number];

const skies: Readonly<Record<Scene['season'], readonly [Colour, Colour]>> = {
  summer: [
    [58, 122, 190],
    [250, 214, 165],
  ],
  winter: [
    [120, 140, 168],
    [232, 236, 240],
  ],
};
const grounds: Readonly<Record<Scene['season'], Colour>> = { summer: [46, 92, 58], winter: [206, 214, 222] };

/** A landscape under a sun, as PNG (https://www.w3.org/TR/png-3/): true colour, 8 bits, no filter. */
export function drawPicture({ seed, width, height, season }: Scene): Buffer {
  const [above, below] = skies[season];
  const ground = grounds[season];
  const sun = { x: width * (0.15 + ((seed * 37) % 70) / 100), y: height * 0.28, radius: height * 0.09 };
  const rows = Buffer.alloc((width * 3 + 1) * height);
  let at = 0;
  let grain = seed;
  for (let y = 0; y < height; y += 1) {
    at += 1;
    const sky = mix(above, below, Math.min(1, y / (height * 0.7)));
    for (let x = 0; x < width; x += 1) {
      const hill = hillAt({ x, y, width, height, seed });
      const colour =
        hill > 0
          ? mix(ground, sky, 0.55 - hill * 0.18)
          : Math.hypot(x - sun.x, y - sun.y) < sun.radius
            ? mix([255, 246, 214], sky, 0.1)
            : sky;
      // As films have it: 0 to 7 of 255, by a linear congruence.
      grain = (Math.imul(grain, 1_664_525) + 1_013_904_223) >>> 0;
      const light = grain >>> 29;
      rows[at] = Math.min(255, colour[0] + light);
      rows[at + 1] = Math.min(255, colour[1] + light);
      rows[at + 2] = Math.min(255, colour[2] + light);
      at += 3;
    }
  }
  return encode(rows, width, height);
}

interface Point extends Pick<Scene, 'seed' | 'width' | 'height'> {
  readonly x: number;
  readonly y: number;
}

/** 3, 2, 1: on the nearest, a middle, the farthest of three ranges of hills; 0: above them. */
function hillAt({ x, y, width, height, seed }: Point): number {
  for (let range = 3; range > 0; range -= 1) {
    const swing = Math.sin((x / width) * (4 + range) + seed * range) + Math.sin((x / width) * 11 + seed + range) * 0.35;
    if (y > height * (0.46 + range * 0.12) + (swing * height) / 18) return range;
  }
  return 0;
}

const mix = (one: Colour, other: Colour, share: number): Colour => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function encode(rows: Buffer, width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
