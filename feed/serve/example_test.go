package serve_test

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"

	"dateline/feed/serve"
)

// A Server is an http.Handler of what is published in a folder.
func ExampleServer() {
	public, err := os.MkdirTemp("", "public")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(public)
	if err := os.WriteFile(filepath.Join(public, "rss.xml"), []byte("<rss/>"), 0o644); err != nil {
		log.Fatal(err)
	}

	server := serve.New(time.Now, nil)
	if _, err := server.Take(serve.Options{Folder: public, Base: "https://gazette.example/feeds/", MaxAge: 15 * time.Minute}); err != nil {
		log.Fatal(err)
	}
	http.Handle("/feeds/", server)

	answer := httptest.NewRecorder()
	http.DefaultServeMux.ServeHTTP(answer, httptest.NewRequest("GET", "/feeds/rss.xml", nil))
	fmt.Println(answer.Code, answer.Header().Get("Content-Type"), answer.Header().Get("Cache-Control"))
	// Output: 200 application/rss+xml; charset=utf-8 max-age=900
}
