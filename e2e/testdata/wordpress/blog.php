<?php
// A blog of WordPress for wordpress_test.go, run by php in the folder of a copy of
// WordPress: blog.php install | export | rss2 | atom. The database is at WP_SOCKET.
define('DB_NAME', 'wp');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('WP_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('WP_HOME', 'https://blog.gazette.org');
define('WP_SITEURL', WP_HOME);
define('WP_CONTENT_DIR', getcwd() . '/wp-content');
$_SERVER['HTTP_HOST'] = 'blog.gazette.org';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['HTTPS'] = 'on';
$table_prefix = 'wp_';
$verb = $argv[1];
define($verb == 'install' ? 'WP_INSTALLING' : ($verb == 'export' ? 'WP_ADMIN' : 'WP_USE_THEMES'), true);
define('ABSPATH', getcwd() . '/');
require ABSPATH . 'wp-settings.php';

function fill()
{
    update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
    update_option('posts_per_rss', 500);
    update_option('timezone_string', 'Europe/Minsk');
    $jane = wp_insert_user(['user_login' => 'jdoe', 'user_pass' => 'x', 'user_email' => 'jane@gazette.org', 'display_name' => 'Jane O’Doe', 'role' => 'author']);
    $harbour = wp_insert_term('Harbour & sea', 'category')['term_id'];
    $bodies = [
        "Plain classic text,\nwith a line break.\n\nSecond paragraph & more <b>bold</b>.",
        "<!-- wp:paragraph -->\n<p>Blocks here.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image -->\n<figure class=\"wp-block-image\"><img src=\"https://blog.gazette.org/wp-content/uploads/a.jpg\" alt=\"A\"/><figcaption>Cap</figcaption></figure>\n<!-- /wp:image -->\n\n<!-- wp:code -->\n<pre class=\"wp-block-code\"><code>if (a &lt; b) {\n\n  x();\n}</code></pre>\n<!-- /wp:code -->",
        "Teaser first.\n\n<!--more-->\n\nThe rest [caption id=\"attachment_1\" align=\"alignleft\" width=\"300\"]<img src=\"https://blog.gazette.org/wp-content/uploads/b.jpg\" alt=\"b\" /> A caption[/caption] after.",
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\nText [sic] and [1] stay.\n\n<blockquote>Quote\n\nsecond</blockquote>\n<pre>pre\n\nformatted</pre>",
        "Relative <a href=\"/about/\">link</a> and <a href=\"https://blog.gazette.org/2020/01/other/\">absolute</a>.\n\nEnd",
        "Unicode: Прывітанне, свет! 漢字 😀\n\n<table><tr><td>a</td><td>b</td></tr></table>\n<hr>\n<div>x\n\ny</div>",
        "",
    ];
    $titles = ['Post %d', 'Ampers & and <em>tags</em> %d', 'Quoted “%d”', 'Прывітанне %d', '  Spaces  %d ', 'AT&T %d'];
    $states = ['publish', 'publish', 'publish', 'publish', 'draft', 'publish', 'private', 'publish', 'future', 'publish'];
    for ($n = 0; $n < 300; $n++) {
        $id = wp_insert_post([
            'post_title' => wp_slash(sprintf($titles[$n % 6], $n)),
            'post_content' => wp_slash($bodies[$n % 7]),
            'post_excerpt' => wp_slash($n % 3 == 0 ? "Excerpt of <b>$n</b> & more" : ''),
            'post_status' => $states[$n % 10],
            // none in the hour of a change to summer time, for which RSS of WordPress tells another date than its Atom
            'post_date' => $n % 10 == 8 ? '2099-01-01 10:00:00' : date('Y-m-d H:i:s', 1000000000 + $n * 2345000),
            'post_author' => $n % 2 ? $jane : 1,
            'post_category' => $n % 2 ? [$harbour] : [1],
            'tags_input' => $n % 4 ? ['sea', 'Müll', 'a & b'] : [],
            'post_password' => $n % 23 == 5 ? 'pw' : '',
        ], true);
        if (is_wp_error($id)) {
            die($id->get_error_message());
        }
        if ($n % 5 == 0) {
            $picture = wp_insert_attachment(['post_title' => "pic $n", 'post_mime_type' => 'image/jpeg', 'post_excerpt' => "Caption $n", 'post_status' => 'inherit'], "2020/01/$n.jpg", $id);
            update_post_meta($picture, '_wp_attachment_image_alt', "Alt $n");
            set_post_thumbnail($id, $picture);
        }
        if ($n % 9 == 0) {
            add_post_meta($id, 'enclosure', "https://blog.gazette.org/wp-content/uploads/$n.mp3\n1234\naudio/mpeg\n");
        }
    }
    wp_insert_post(['post_title' => 'About', 'post_type' => 'page', 'post_status' => 'publish', 'post_content' => 'x']);
}

switch ($verb) {
    case 'install':
        require ABSPATH . 'wp-admin/includes/upgrade.php';
        add_filter('pre_wp_mail', '__return_false');
        wp_install('Gazette', 'admin', 'desk@gazette.org', true, '', 'secret');
        fill();
        break;
    case 'export':
        require_once ABSPATH . 'wp-admin/includes/admin.php';
        require_once ABSPATH . 'wp-admin/includes/export.php';
        wp_set_current_user(1);
        @export_wp();
        break;
    default:
        wp('feed=' . $verb);
        @load_template(ABSPATH . WPINC . "/feed-$verb.php");
}
