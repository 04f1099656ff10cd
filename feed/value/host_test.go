package value

import "testing"

func TestHostsThatOthersCannotReach(t *testing.T) {
	tests := []struct {
		name, host string
		local      bool
	}{
		{"a name of the web", "example.org", false},
		{"an address of the web", "93.184.216.34", false},
		{"the machine itself", "localhost", true},
		{"a site of a machine", "shop.localhost", true},
		{"the machine itself, by number", "127.0.0.1", true},
		{"the machine itself, in IPv6", "::1", true},
		{"any machine", "0.0.0.0", true},
		{"a network at home", "192.168.1.10", true},
		{"a network of an office", "10.0.0.1", true},
		{"next to a network of an office", "172.32.0.1", false},
		{"a name for the neighbours", "printer.local", true},
		{"a name without a dot", "default", true},
		{"a name that only looks local", "local.example", false},
		{"a name in capitals, with the last dot", "Build.INTERNAL.", true},
		{"a private network in IPv6", "fd00::1", true},
		{"the web in IPv6", "2001:db8::1", false},
		{"a name with a number at its end", "host1", true},
		{"no host", "", false},
	}
	for _, tt := range tests {
		if got := Local(tt.host); got != tt.local {
			t.Errorf("%s: Local(%q) = %v, want %v", tt.name, tt.host, got, tt.local)
		}
	}
}

func TestReservedNames(t *testing.T) {
	for host, want := range map[string]bool{
		"example.org": true, "www.Example.COM": true, "gazette.example": true, "example.org.": true, "example": true,
		"gazette.news": false, "myexample.org": false, "example.org.news": false, "": false,
	} {
		if got := Reserved(host); got != want {
			t.Errorf("Reserved(%q) = %v, want %v", host, got, want)
		}
	}
}
