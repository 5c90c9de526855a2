// Strings hold bytes: a character above 255 loses its upper bits.
// Needs: byte-strings
show("codes", function () { return "\x00\x7f\x80\xff".split("").map(function (c) { return c.charCodeAt(0); }); });
show("above 255", function () { return ["\u20ac".length, "\u20ac".charCodeAt(0), "\u00e9".length, "\u00e9".charCodeAt(0)]; });
show("fromCharCode", function () { return [String.fromCharCode(0x20ac).charCodeAt(0), String.fromCharCode(65, 66), String.fromCharCode(256 + 65)]; });
show("length", function () { return "\xe6\xf8\xe5".length; });
show("pad", function () { return ["7".padStart(3, "0"), "7".padEnd(3, "-"), "1234".padStart(2, "0"), "5".padStart(3)]; });
show("substr", function () { return ["abcdef".substr(2), "abcdef".substr(-2), "abcdef".substr(1, 2), "abcdef".substring(4, 1)]; });
show("case", function () { return ["aBc\xe6".toUpperCase().charCodeAt(3), "ABC".toLowerCase()]; });
show("split", function () { return ["a,b,,c".split(","), "abc".split(""), "".split(","), "a1b2".split(/\d/)]; });
show("replace", function () { return ["aaa".replace("a", "b"), "aaa".replace(/a/g, "b"), "x-y".replace(/(x)-(y)/, "$2$1")]; });
show("replaceAll", function () { return "aaa".replaceAll("a", "bc"); });
show("trim", function () { return " \t a b \r\n".trim(); });
show("index", function () { return ["hello".indexOf("l"), "hello".lastIndexOf("l"), "hello".indexOf("z"), "hello".includes("ell"), "abc"[1], "abc"[9]]; });
show("charAt", function () { return ["abc".charAt(1), "abc".charAt(9), "abc".charCodeAt(9)]; });
show("compare", function () { return ["a" < "b", "a" < "B", "\xff" > "a", "abc" < "abd", "" < "a"]; });
show("repeat", function () { return "ab".repeat(3); });
show("starts ends", function () { return ["abc".startsWith("ab"), "abc".endsWith("bc"), "abc".startsWith("b", 1)]; });
show("btoa", function () { return [btoa("\x00\xff\x80a"), atob("AP+AYQ==").length, btoa("a"), atob("YQ")]; });
show("uri", function () { return [encodeURIComponent("a b/\xe9"), decodeURIComponent("a%20b")]; });
show("template", function () { var a = 1; return `${a}+${a + 1}
next`; });
show("missing member", function () { return ["abc".at === undefined, "abc".nothing]; });
