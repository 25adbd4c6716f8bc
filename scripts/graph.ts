// Draws docs/pictures/house.svg: the rooms of src, and who knows whom.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cruise } from './cruise.ts';
import { drawRooms } from './draw-rooms.ts';
import { roomsOf } from './rooms.ts';
import { ROOT } from './run-program.ts';

const report = await cruise();
if (typeof report === 'string') throw new Error(report);
await writeFile(join(ROOT, 'docs', 'pictures', 'house.svg'), drawRooms(roomsOf(report.modules)));
