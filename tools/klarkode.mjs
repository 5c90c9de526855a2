#!/usr/bin/env node
// The command `klarkode`: loads the technician's tool, which is TypeScript, and hands the arguments over.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
