package check

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
		{"no host", "", false},
	}
	for _, tt := range tests {
		if got := isLocal(tt.host); got != tt.local {
			t.Errorf("%s: isLocal(%q) = %v, want %v", tt.name, tt.host, got, tt.local)
		}
	}
}
