// The dialect check catches every construct that Espruino can't run, one tiny source each, and lets through what it can.
import { describe, expect, it } from 'vitest';
import { dialectFindings, refuseForeignDialect } from '../../../firmware/build/dialect.ts';
import { globalsOf } from '../../../firmware/build/dialect/globals.ts';
import { isSafeRegex } from '../../../firmware/build/dialect/regex.ts';
import { libraryRules } from '../../../firmware/build/dialect/library-rules.ts';
import { scopeSentences } from '../../../firmware/build/dialect/scope-rules.ts';
import { syntaxRules } from '../../../firmware/build/dialect/syntax-rules.ts';
import { pixljs } from '../../../hardware/boards/pixljs.ts';

const globals = globalsOf(pixljs);

const refused: readonly (readonly [rule: string, source: string])[] = [
  ['default-parameter', 'function f(a,b=2){}'],
  ['default-parameter', '((a,b=2)=>a)'],
  ['rest', 'function f(...a){}'],
  ['spread', 'E.f(...[1])'],
  ['spread', '[...[1]]'],
  ['spread', '({...E})'],
  ['destructuring', 'var {a}=E'],
  ['destructuring', 'var [a]=E'],
  ['destructuring', 'function f({a}){}'],
  ['destructuring', 'for(let [a] of E);'],
  ['destructuring', 'var a,b;[a,b]=[1,2]'],
  ['exponent', '2**3'],
  ['exponent', 'var a=2;a**=3'],
  ['optional-chain', 'E?.f'],
  ['optional-chain', 'E.f?.()'],
  ['optional-chain', 'E?.[0]'],
  ['logical-assignment', 'var a;a??=1'],
  ['logical-assignment', 'var a;a||=1'],
  ['logical-assignment', 'var a;a&&=1'],
  ['label', 'a:for(;;)break a'],
  ['generator', 'function*f(){}'],
  ['async', 'async function f(){}'],
  ['async', '(async()=>{await 1})'],
  ['computed-key', 'var k=1;({[k]:1})'],
  ['computed-key', 'var k=1;({[k](){}})'],
  ['class', 'class A{}'],
  ['class', '(class{})'],
  ['class-field', 'class A{a=1}'],
  ['class-field', 'class A{static a=1}'],
  ['private-name', 'class A{#a=1}'],
  ['private-name', 'class A{#m(){}}'],
  ['static-block', 'class A{static{}}'],
  ['super', 'class A extends Error{constructor(){super()}}'],
  ['getter', '({get a(){return 1}})'],
  ['getter', '({set a(b){}})'],
  ['new-target', 'function f(){return new.target}'],
  ['module', 'import a from "b"'],
  ['module', 'export var a=1'],
  ['module', 'import("a")'],
  ['with', 'with(E){}'],
  ['debugger', 'debugger'],
  ['tagged-template', 'E.f`a`'],
  ['bigint', '10n'],
  ['case-after-default', 'switch(1){default:case 1:}'],
  ['switch-binding', 'switch(1){case 1:let q}'],
  ['unicode-escape', '"\\u{41}"'],
  ['unicode-escape', '"\\u00e9"'],
  ['unicode-escape', '`\\u00e9`'],
  ['unicode-escape', 'var \\u0061=1'],
  ['non-ascii', 'var \u00e9=1'],
  ['non-ascii', '"\u00e9"'],
  ['non-ascii', '"\x07"'],
  ['of-name', 'var of=1'],
  ['of-name', 'function f(of){}'],
  ['regex', '/a{2}/'],
  ['in-for-header', 'for(var n=("a"in E)?2:1;n;n--);'],
  ['arguments-in-arrow', '(()=>arguments)'],
  ['missing-member', 'Array.from(E)'],
  ['missing-member', 'Array.of(1)'],
  ['missing-member', 'Math.trunc(1.5)'],
  ['missing-member', 'Math["imul"](1,2)'],
  ['missing-member', 'Object.freeze({})'],
  ['missing-member', '[1].at(0)'],
  ['missing-member', '[[1]].flat()'],
  ['missing-member', '"a".codePointAt(0)'],
  ['missing-member', '[1].keys()'],
  ['missing-member', 'Promise.race([])'],
  ['missing-member', 'Promise.resolve(1).finally(E.f)'],
  ['length-assignment', 'var a=[1];a.length=0'],
  ['length-assignment', 'var a=[1];a.length--'],
  ['number-conversion', '+"010"'],
  ['number-conversion', 'Number("010")'],
  ['number-conversion', 'Number.isInteger(1)'],
  ['unstable-sort', '[1].sort()'],
  ['fractional-time', 'Date.now()'],
  ['fractional-time', 'new Date().getTime()'],
  ['instanceof-arraybuffer', 'E instanceof ArrayBuffer'],
  ['prototype-name', 'E.__proto__'],
  ['prototype-name', '({__proto__:null})'],
  ['shortened-name', 'for(var k in E);'],
  ['shortened-name', 'Object.keys(E)'],
  ['shortened-name', 'JSON.stringify(E)'],
  ['shortened-name', 'require("Storage").readJSON("a")'],
  ['console-output', 'print(1)'],
  ['console-output', 'console.log(1)'],
  ['use-before-declaration', 'f();function f(){}'],
  ['use-before-declaration', 'function g(){f();function f(){}}'],
  ['use-before-declaration', 'function g(){var r=v;var v=2;return r}var v=1'],
  ['use-before-declaration', 'function a(){return b()}a();function b(){}'],
  ['use-before-declaration', 'var a=()=>c();var c=()=>d;a();var d=1'],
  ['var-outside-block', 'function g(){if(E){var v=1}else{v=2}}'],
  ['var-outside-block', 'if(E){function f(){}}f()'],
  ['captured-loop-variable', 'for(let i=0;i<3;i++)E.f(()=>i)'],
  ['captured-loop-variable', 'for(const i of [1])E.f(function(){return i})'],
  ['unknown-global', 'new Map'],
  ['unknown-global', 'Symbol.iterator'],
  ['unknown-global', 'BigInt(1)'],
  ['unknown-global', 'new TextEncoder'],
  ['unknown-global', 'eval("1")'],
  ['unknown-global', 'new Function("1")'],
  ['unknown-global', 'Serial2.write(1)'],
  ['global-assignment', 'a=1'],
  ['global-assignment', 'for(a of [1]);'],
  ['unparseable', 'let c=1;let c=2'],
];

const allowed = [
  '(function(h){function a(b){return b?a(b-1):h}var c=()=>d();function d(){return c}return a(3)})',
  'for(let i=0;i<3;i++){let j=i;E.f(()=>j)}',
  'for(var i=0;i<3;i++);for(i=0;i<2;i++);',
  'var a;switch(E.x){case 1:a=1;break;default:a=2}',
  'var o={f(){return this.g},g:[1,,2],"a-b":1};o.f()',
  'try{E.f()}catch{}finally{E.g()}',
  '`a${E.x}b`+-1+~1+!0',
  'var x=E.y??1,n=E.o.of;for(const c of "abc")E.f(c)',
  'Math.floor(Date.now()/1000)',
  'Object.assign({},E);[1,2].map(a=>a+1).fill(0)',
  '"a".padStart(2,"0").charCodeAt(0);"\\xe9\\n\\\\u"',
  'function f(){return arguments}f(1)',
  'setWatch(function(){return z},BTN1,{repeat:!0,edge:"both",debounce:25});var z=1',
  'NRF.sleep();Pixl.setLCDPower(0);Serial1.setup(9600)',
  'E.x.at=1;E.f(E.x.at)',
];

describe('the dialect check', () => {
  it.each(refused)('refuses %s: %s', (rule, source) => {
    expect(dialectFindings(source, globals).map((finding) => finding.rule)).toContain(rule);
  });

  it.each(allowed)('lets through %s', (source) => {
    expect(dialectFindings(source, globals)).toEqual([]);
  });

  it('has a refused source for each of its rules', () => {
    const known = [...syntaxRules, ...libraryRules].map((rule) => rule.id).concat(Object.keys(scopeSentences));
    const caught = new Set(refused.map(([rule]) => rule));
    expect(known.filter((rule) => !caught.has(rule))).toEqual([]);
  });

  it('says what, where and shows it', () => {
    expect(() => refuseForeignDialect('kk.app', 'var a=1;\nvar b=a**2;', globals)).toThrow(
      /kk\.app holds 1 construct.*\n {2}kk\.app:2:7 exponent: Espruino has no \*\* operator; use Math\.pow\.\n.*var b=a\*\*2;/,
    );
  });
});

describe('safe regular expressions', () => {
  it.each([
    ['^[0-9a-f]+$', ''],
    ['a|b', 'g'],
    ['^(\\d+):(\\w*)$', 'i'],
    ['[^\\x20-\\x7e]', ''],
    ['\\.js\\/$', ''],
    ['^k.?$', ''],
  ])('/%s/%s', (pattern, flags) => expect(isSafeRegex(pattern, flags)).toBe(true));

  it.each([
    ['a{2,3}', ''],
    ['a+?', ''],
    ['(?=a)', ''],
    ['(?!a)', ''],
    ['(?<=a)b', ''],
    ['(?<n>a)', ''],
    ['(?:a|b)', ''],
    ['((a)b)', ''],
    ['(ab)*', ''],
    ['(a|b)+', ''],
    ['(a)\\1', ''],
    ['\\bword', ''],
    ['\\u0041', ''],
    ['[/]', ''],
    ['a', 'm'],
    ['a', 'u'],
    ['a', 'y'],
    ['a', 's'],
  ])('not /%s/%s', (pattern, flags) => expect(isSafeRegex(pattern, flags)).toBe(false));
});
