package render

import (
	"bytes"
	"encoding/json"
	"testing"
)

func FuzzIndentIsJSONIndent(f *testing.F) {
	for _, text := range []string{`{"a":[1,-2.5e3,true,null,"b"],"c":{},"d":[],"e":[[],[{}]]}`, `"a\\\"b\\"`, `"\\"`, `[""]`, `"{\"a\": [1, 2]}"`, ` [ 1 , { "a" : "\u00e9" } ] `, `0`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var dense, want, got bytes.Buffer
		if json.Compact(&dense, []byte(text)) != nil {
			return
		}
		dense.WriteByte('\n') // as the encoder has it
		if err := json.Indent(&want, dense.Bytes(), "", "  "); err != nil {
			t.Fatal(err)
		}
		if indent(&got, dense.Bytes()); got.String() != want.String() {
			t.Errorf("indent(%q) = %q, want %q", dense.String(), got.String(), want.String())
		}
	})
}
