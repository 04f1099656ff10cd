package fetch

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
)

func TestWhichAddressesArePublic(t *testing.T) {
	tests := []struct{ address, want string }{ // want: what the refusal says; empty for a public one
		{"93.184.215.14", ""},
		{"9.255.255.255", ""},
		{"10.0.0.0", "private"},
		{"10.255.255.255", "private"},
		{"11.0.0.0", ""},
		{"0.0.0.0", "no address"},
		{"100.63.255.255", ""},
		{"100.64.0.1", "provider"},
		{"100.128.0.0", ""},
		{"127.0.0.1", "this machine"},
		{"127.255.0.1", "this machine"},
		{"169.254.169.254", "link-local"},
		{"172.15.255.255", ""},
		{"172.16.0.1", "private"},
		{"172.32.0.0", ""},
		{"192.168.1.1", "private"},
		{"198.19.0.1", "benchmarks"},
		{"203.0.113.7", "documentation"},
		{"224.0.0.251", "multicast"},
		{"255.255.255.255", "reserved"},
		{"2606:2800:21f:cb07:6820:80da:af6b:8b2c", ""},
		{"::", "no address"},
		{"::1", "this machine"},
		{"::7f00:1", "127.0.0.1 is this machine"},
		{"::ffff:10.1.2.3", "10.1.2.3 is private"},
		{"::ffff:93.184.215.14", ""},
		{"64:ff9b::a9fe:a9fe", "169.254.169.254 is link-local"},
		{"64:ff9b::5db8:d70e", ""},
		{"64:ff9b:1::5db8:d70e", "not of 2000::/3"},
		{"2002:c0a8:101::1", "192.168.1.1 is private"},
		{"2002:5db8:d70e::1", ""},
		{"2001:0:5db8:d70e::1", "reserved"},
		{"2001:db8::1", "documentation"},
		{"fd00::1", "private"},
		{"fe80::1%eth0", "link-local"},
		{"fec0::1", "not of 2000::/3"},
		{"ff02::1", "multicast"},
		{"100::1", "not of 2000::/3"},
	}
	for _, tt := range tests {
		got := refusal(netip.MustParseAddr(tt.address))
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("refusal(%s) = %q, want %q", tt.address, got, tt.want)
		}
	}
}

func TestTheGuardSeesWhatIsConnectedTo(t *testing.T) {
	tests := []struct {
		address string
		private bool
	}{
		{"93.184.215.14:443", false},
		{"[::1]:443", true},
		{"[fe80::1%2]:443", true},
	}
	for _, tt := range tests {
		if err := guard(t.Context(), "tcp", tt.address, nil); errors.Is(err, ErrPrivate) != tt.private {
			t.Errorf("guard(%s) = %v, want private: %v", tt.address, err, tt.private)
		}
	}
	if err := guard(t.Context(), "unix", "/run/socket", nil); err == nil {
		t.Error("guard(/run/socket) = nil, want an error")
	}
}

func TestWhichNamesAProxyIsNotAskedFor(t *testing.T) {
	tests := []struct {
		host   string
		public bool
	}{
		{"example.org", true},
		{"1and1.example", true},
		{"93.184.215.14", true},
		{"localhost", false},
		{"a.LOCALHOST.", false},
		{"metadata.google.internal", false},
		{"10.0.0.1", false},
		{"::1", false},
		{"127.1", false},
		{"0x7f000001", false},
		{"2130706433", false},
	}
	for _, tt := range tests {
		if got := named(tt.host); (got == "") != tt.public {
			t.Errorf("named(%q) = %q, want public: %v", tt.host, got, tt.public)
		}
	}
}

// An IPv4 address is public or not, in whatever address of IPv6 it hides.
func FuzzHiddenAddresses(f *testing.F) {
	for _, seed := range []uint32{0, 0x0a000001, 0x7f000001, 0x5db8d70e, 0xa9fea9fe, 0xffffffff} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, n uint32) {
		plain := [4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
		want := refusal(netip.AddrFrom4(plain))
		for prefix, at := range map[string]int{"::ffff:0:0": 12, "64:ff9b::": 12, "2002::1": 2} {
			bytes := netip.MustParseAddr(prefix).As16()
			copy(bytes[at:], plain[:])
			if got := refusal(netip.AddrFrom16(bytes)); got != want {
				t.Errorf("refusal(%s) = %q, and that of %v is %q", netip.AddrFrom16(bytes), got, plain, want)
			}
		}
	})
}
